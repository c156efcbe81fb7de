// Tables that sort. Numbers are sorted by what they are, not by how they are shown; equals keep their order.
"use strict";
(() => {
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  const compare = (a, b) => typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0)
    : String(a).localeCompare(String(b), "en", { numeric: true });

  for (const header of document.querySelectorAll("th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      const body = header.closest("table").tBodies[0];
      const direction = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      const sign = direction === "ascending" ? 1 : -1;
      for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", direction);
      const rows = [...body.rows].map(row => ({ row, key: value(row, header.cellIndex) }));
      rows.sort((a, b) => sign * compare(a.key, b.key));
      body.append(...rows.map(each => each.row));
    });
  }
})();
