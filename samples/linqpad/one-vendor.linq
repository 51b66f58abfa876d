<Query Kind="Statements">
  <NuGetReference>QuotaKit.HeyGen</NuGetReference>
  <Namespace>QuotaKit</Namespace>
  <Namespace>QuotaKit.HeyGen</Namespace>
</Query>

// LINQPad asks for the key once and keeps it in its password manager.
using var heygen = new HeyGenQuotaProvider(Util.GetPassword("heygen"));

var snapshot = await heygen.GetQuotaAsync();
snapshot.Dump("HeyGen");
