package claims;

public record Claim(String customer, String text) {}
