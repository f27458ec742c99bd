namespace Portal;

public record Visitor(string Name);
