#!/usr/bin/env dotnet
#:project ../../src/QuotaKit/QuotaKit.csproj
#:property PublishAot=false
// Checks a video of a minute and a half before rendering it: dotnet run gate.cs 1:30 && ./render.sh
// Exits with 0 when HeyGen can make the video, 3 when it cannot, 4 when that is unknown.
using System.Globalization;
using QuotaKit;
using QuotaKit.HeyGen;

if (args is not [var text] || !TimeSpan.TryParseExact(text, @"m\:ss", CultureInfo.InvariantCulture, out var length) || length <= TimeSpan.Zero)
{
    Console.Error.WriteLine("Give the length of the video in minutes and seconds, such as 1:30.");
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
