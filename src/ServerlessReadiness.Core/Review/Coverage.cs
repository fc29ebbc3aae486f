namespace ServerlessReadiness.Core.Review;

/// <summary>Who answers an item.</summary>
public enum Coverage
{
    /// <summary>A person, with a date and evidence.</summary>
    Attested = 0,

    /// <summary>APIs show whether it is broken; that it holds, a person attests.</summary>
    Partly,

    /// <summary>APIs alone. Where they could not be asked, a person may attest instead.</summary>
    Automatic,
}
