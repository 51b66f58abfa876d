namespace QuotaKit.Fuzz.Tests.Sequences;

/// <summary>A body that arrives in pieces, each after a pause, and may end with an exception. <see cref="FarEnd"/> counts it until it is disposed.</summary>
internal sealed class PiecewiseStream(FarEnd farEnd, Fate fate) : Stream
{
    private readonly FarEnd _farEnd = OpenedAt(farEnd);
    private int _position;
    private bool _isDisposed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _farEnd.PauseAsync(fate.PiecePause, cancellationToken).ConfigureAwait(false);
        var body = fate.Answer!.Body;
        if (_position == body.Length && fate.HangsInBody)
            await FarEnd.NeverAsync(cancellationToken).ConfigureAwait(false);
        if (_position == body.Length && fate.End is not null)
            throw fate.End();
        var length = Math.Min(Math.Min(fate.PieceLength, buffer.Length), body.Length - _position);
        body.AsMemory(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Only asynchronous reads are allowed, because a blocked thread could not move the clock.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed)
            _farEnd.Closed();
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private static FarEnd OpenedAt(FarEnd farEnd)
    {
        farEnd.Opened();
        return farEnd;
    }
}
