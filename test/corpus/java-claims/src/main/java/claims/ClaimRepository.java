package claims;

public interface ClaimRepository {
    Claim create(Claim claim);
}
