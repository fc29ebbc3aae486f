namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>What a runbook's parameter takes.</summary>
public enum ParameterType
{
    Text = 0,
    Whole = 1,
    Percent = 2,
    Duration = 3,
}
