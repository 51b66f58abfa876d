<Query Kind="Statements">
  <NuGetReference>QuotaKit</NuGetReference>
  <Namespace>QuotaKit</Namespace>
</Query>

// Needs HEYGEN_API_KEY, PICTORY_API_KEY or VZLA_API_KEY in the environment.
using var client = QuotaClient.FromEnvironment();

var report = await client.GetAllAsync();
report.Snapshots.Dump("What is left");
report.Errors.Select(e => new { e.Provider, e.Kind, e.Message }).Dump("Accounts that could not be read");
