#!/usr/bin/env dotnet
#:project ../../src/QuotaKit/QuotaKit.csproj
#:property PublishAot=false
// Before a render of a minute and a half: dotnet run gate.cs 1:30 && ./render.sh
// 0: HeyGen can make it. 3: it cannot. 4: nobody knows.
using System.Globalization;
using QuotaKit;
using QuotaKit.HeyGen;

if (args is not [var text] || !TimeSpan.TryParseExact(text, @"m\:ss", CultureInfo.InvariantCulture, out var length) || length <= TimeSpan.Zero)
{
    Console.Error.WriteLine("How long is the video? Say it in minutes and seconds, like 1:30.");
    return 2;
}

var job = new HeyGenJob { Operation = HeyGenCosts.AvatarVideo, Length = length };
try
{
    using var client = QuotaClient.FromEnvironment();
    var check = HeyGenPreflight.Check(job, HeyGenPlan.Pro, await client.GetAsync("heygen"));
    Console.WriteLine(check);
    return check.CanRun switch { true => 0, false => 3, null => 4 };
}
catch (QuotaException e)
{
    Console.Error.WriteLine(e.Message);
    return 4;
}
