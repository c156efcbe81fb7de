// How numbers are shown, by the name that a chart gives.
const format = (() => {
  const letters = [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]];
  const digits = (number, count) => number.toLocaleString("en", { maximumSignificantDigits: count });
  const prefixed = number => {
    const prefix = letters.find(each => Math.abs(number) >= each[0] * 0.9995);
    return prefix ? digits(number / prefix[0], 3) + " " + prefix[1] : digits(number, 3);
  };
  const seconds = number => number === 0 ? "0 s" : Math.abs(number) < 0.9995e-3 ? digits(number * 1e6, 3) + " µs"
    : Math.abs(number) < 0.9995 ? digits(number * 1e3, 3) + " ms" : digits(number, 4) + " s";
  const shown = {
    integer: number => Number.isInteger(number) ? number.toLocaleString("en") : "",
    prefixed, seconds,
    times: number => digits(number, 3) + " ×",
    percent: number => digits(number * 100, 3) + " %",
    pi: number => number.toFixed(8),
  };
  return { digits, shown };
})();
