namespace QuotaKit.Testing.Tests;

/// <summary>A test of faults, with a Pictory account whose normal response is short.</summary>
public abstract class FaultTest : SimulatorTest
{
    protected const string NormalBody = """{"aiCredits":{"used":1,"limit":2}}""";

    protected void OpenPictoryAccount()
    {
        var account = Simulator.Pictory.Account(Key);
        (account.VideoMinutes, account.TranscriptionMinutes, account.ElevenLabsVoiceOverMinutes) = (null, null, null);
        account.AiCredits = new QuotaPair(used: 1, limit: 2);
    }
}
