using PiPS.Engine.Estimating;

namespace PiPS.Engine.Workers;

/// <summary>The pieces of a run that aren't counted: those that were dealt, those to be dealt again, and what isn't cut into pieces yet.</summary>
/// <remarks>Whoever calls it holds the dealer's lock.</remarks>
internal sealed class Deck
{
    private readonly Dictionary<long, BlockRange> _open = [];
    private readonly Queue<BlockRange> _again = new();
    private readonly Queue<BlockRange> _further = new();
    private BlockRange _rest;

    /// <summary>Whether no piece is dealt and not counted.</summary>
    public bool IsClear => _open.Count == 0;

    /// <summary>Whether there is something for any hand.</summary>
    public bool HasAny => _again.Count > 0 || !_rest.IsEmpty || _further.Count > 0;

    /// <summary>How many hands would find something at once that isn't their own: at least so many.</summary>
    public long ForAnybody => _rest.IsEmpty && _further.Count == 0 ? _again.Count : long.MaxValue;

    /// <summary>Adds what is dealt in order, to all hands whose own share is empty.</summary>
    public void Offer(BlockRange blocks)
    {
        if (!blocks.IsEmpty)
        {
            _further.Enqueue(blocks);
        }
    }

    /// <summary>The next piece for this hand.</summary>
    /// <param name="hand">Whose turn it is.</param>
    /// <param name="hands">How many there are.</param>
    public BlockRange? Next(Hand hand, int hands)
    {
        while (_again.TryDequeue(out BlockRange lost))
        {
            if (_open.ContainsKey(lost.First))
            {
                return lost;
            }
        }

        if (_rest.IsEmpty && _further.TryDequeue(out BlockRange further))
        {
            _rest = further;
        }

        bool isShared = hand.Rest.IsEmpty;
        BlockRange rest = isShared ? _rest : hand.Rest;

        if (rest.IsEmpty)
        {
            return null;
        }

        BlockRange piece = rest.Take(hand.NextPiece(isShared ? rest.Count / hands : rest.Count), out rest);
        _ = isShared ? _rest = rest : hand.Rest = rest;
        _open.Add(piece.First, piece);
        return piece;
    }

    /// <summary>A piece is counted, or given up.</summary>
    /// <returns>Whether it was for the first time.</returns>
    public bool Close(BlockRange piece) => _open.Remove(piece.First);

    /// <summary>Has pieces dealt again, unless they are counted.</summary>
    public void Again(IEnumerable<BlockRange> pieces)
        => pieces.Where(piece => _open.ContainsKey(piece.First) && !_again.Contains(piece)).ToList().ForEach(_again.Enqueue);

    /// <summary>Takes out what was to be dealt again.</summary>
    public IReadOnlyList<BlockRange> TakeLost()
    {
        BlockRange[] lost = [.. _again];
        _again.Clear();
        return lost;
    }
}
