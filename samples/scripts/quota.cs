#!/usr/bin/env dotnet
#:project ../../src/QuotaKit/QuotaKit.csproj
#:property PublishAot=false
using QuotaKit;

using var client = QuotaClient.FromEnvironment();
Console.WriteLine(await client.GetAllAsync());
