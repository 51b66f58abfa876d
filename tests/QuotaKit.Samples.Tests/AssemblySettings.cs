// One test at a time: the compiler that builds the scripts takes the processors by itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
