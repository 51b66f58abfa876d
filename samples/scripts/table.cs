#!/usr/bin/env dotnet
#:project ../../src/QuotaKit/QuotaKit.csproj
#:property PublishAot=false
using System.Globalization;
using QuotaKit;

using var client = QuotaClient.FromEnvironment();
var report = await client.GetAllAsync();

const string Row = "{0,-10}{1,-32}{2,10}{3,10}{4,10}  {5,-10}{6}";
Console.WriteLine(Row, "ACCOUNT", "BALANCE", "USED", "LEFT", "LIMIT", "UNIT", "STATUS");
foreach (var snapshot in report.Snapshots)
{
    foreach (var b in snapshot.Balances)
    {
        var unknown = b.IsUnlimited ? "no limit" : "?";
        Console.WriteLine(Row, snapshot.Name, b.Label, Amount(b.Used, "?"), Amount(b.Remaining, unknown), Amount(b.Limit, unknown), b.Unit.Name, b.Status);
    }
}

foreach (var failed in report.Results.Where(r => !r.IsSuccess))
    Console.WriteLine(failed);

static string Amount(decimal? amount, string otherwise) => amount?.ToString("0.##", CultureInfo.InvariantCulture) ?? otherwise;
