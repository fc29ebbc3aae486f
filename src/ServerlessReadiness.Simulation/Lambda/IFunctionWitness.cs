namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>Sees what functions do.</summary>
internal interface IFunctionWitness
{
    /// <param name="instance">Where.</param>
    /// <param name="invocation">Which.</param>
    /// <param name="failure">Why it failed; null when it did not.</param>
    /// <param name="bug">What it threw, when that was none of the failures that ports announce.</param>
    void Ends(FunctionInstance instance, Invocation invocation, string? failure, Exception? bug);

    /// <summary>An event was accepted, to be tried.</summary>
    void Accepts(string function, AsyncEvent accepted);

    /// <summary>An event failed for good and went to its failure destination.</summary>
    void GivenUp(string function, AsyncEvent failed, string why);
}
