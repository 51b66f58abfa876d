// One test at a time. Each run uses all processors, and measures memory and handles of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
