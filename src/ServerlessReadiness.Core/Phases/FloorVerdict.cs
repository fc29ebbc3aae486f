namespace ServerlessReadiness.Core.Phases;

/// <summary>The decision on one component's floor, each minute.</summary>
public enum FloorVerdict
{
    /// <summary>The bounds are what was set last, or nothing was set yet.</summary>
    Holds = 0,

    /// <summary>The bounds cannot be read; what cannot be read is not assumed changed.</summary>
    Unread = 1,

    /// <summary>A run is at work on the resource and sees to its own writes.</summary>
    RunAtWork = 2,

    /// <summary>Someone set a higher minimum, which is safe.</summary>
    Adopted = 3,

    /// <summary>Our own scheduled action fired.</summary>
    ArmedFloorFired = 4,

    /// <summary>The minimum is under the floor: it is asserted once more, and a person is told.</summary>
    Reasserts = 5,

    /// <summary>A second undercut within the window: a fight between writers.</summary>
    Fight = 6,

    /// <summary>Someone changed our bounds in another way.</summary>
    OutsideChange = 7,

    /// <summary>The component is on hold.</summary>
    Held = 8,

    /// <summary>The minimum is under the floor, and the mode lets nothing start.</summary>
    Withheld = 9,
}
