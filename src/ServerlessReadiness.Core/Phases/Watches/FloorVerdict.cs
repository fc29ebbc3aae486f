namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>The decision on one component's floor, each minute.</summary>
public enum FloorVerdict
{
    /// <summary>The bounds are what was set last, or nothing was set yet.</summary>
    Holds = 0,

    /// <summary>Someone set a higher minimum, which is safe.</summary>
    Adopted = 1,

    /// <summary>Our own scheduled action fired.</summary>
    ArmedFloorFired = 2,

    /// <summary>The minimum is under the floor: it is asserted once more, and a person is told.</summary>
    Reasserts = 3,

    /// <summary>A second undercut within the window: a fight between writers.</summary>
    Fight = 4,

    /// <summary>Someone changed our bounds in another way.</summary>
    OutsideChange = 5,

    /// <summary>The component is on hold.</summary>
    Held = 6,

    /// <summary>The minimum is under the floor, and the mode lets nothing start.</summary>
    Withheld = 7,
}
