// One test at a time: the compiler that builds the scripts already uses all processors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
