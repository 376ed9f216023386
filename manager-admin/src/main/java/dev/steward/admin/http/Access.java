package dev.steward.admin.http;

import dev.steward.api.AuthKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which token gives which right. Rights are as the keys have them: with an admin key nothing but that one gives any. Immutable. */
public final class Access {

    private static final String BEARER = "Bearer ";

    private final List<Token> looking;
    private final List<Token> acting;
    private final List<Token> powerless;

    /**
     * The tokens of a server.
     *
     * @param keys those of every client
     * @param adminKeys those of administrators; none if every client may do all
     */
    public Access(List<AuthKey> keys, List<AuthKey> adminKeys) {
        List<AuthKey> mighty = adminKeys.isEmpty() ? keys : adminKeys;
        this.looking = tokens(mighty, AdminRight.LOOK);
        this.acting = tokens(mighty, AdminRight.ACT);
        List<AuthKey> others =
                keys.stream().filter(key -> !mighty.contains(key)).toList();
        this.powerless = List.of(AdminRight.LOOK, AdminRight.ACT).stream()
                .flatMap(right -> tokens(others, right).stream())
                .toList();
    }

    private static List<Token> tokens(List<AuthKey> keys, AdminRight right) {
        return keys.stream().map(key -> Token.of(key, right)).toList();
    }

    /**
     * Lets a request pass.
     *
     * @param authorization the header of that name
     * @throws HttpRefusal if it may not; the message says what to send
     */
    public void require(AdminRight needed, @Nullable String authorization) {
        if (needed == AdminRight.NONE) {
            return;
        }
        if (authorization == null) {
            throw new HttpRefusal(
                    HttpRefusal.UNAUTHORIZED,
                    "no token: send the header 'Authorization: Bearer TOKEN' with what steward token prints");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new HttpRefusal(HttpRefusal.UNAUTHORIZED, "the header Authorization must be 'Bearer TOKEN'");
        }
        String sent = authorization.substring(BEARER.length()).strip();
        AdminRight right = rightOf(sent);
        if (right == AdminRight.NONE) {
            throw isAmong(powerless, sent)
                    ? new HttpRefusal(
                            HttpRefusal.FORBIDDEN,
                            "this token is of the ordinary key, and the server has an admin key: make one of that"
                                    + " (steward token --admin-key-file FILE)")
                    : new HttpRefusal(
                            HttpRefusal.UNAUTHORIZED,
                            "wrong token: it is of another key than the server has now; steward token prints the right"
                                    + " one");
        }
        if (!right.includes(needed)) {
            throw new HttpRefusal(
                    HttpRefusal.FORBIDDEN,
                    "this token may look and not change anything: steward token --act prints one that may");
        }
    }

    private AdminRight rightOf(String sent) {
        // Both are compared whatever the first says, so that the time tells nothing.
        boolean acts = isAmong(acting, sent);
        boolean looks = isAmong(looking, sent);
        return acts ? AdminRight.ACT : looks ? AdminRight.LOOK : AdminRight.NONE;
    }

    private static boolean isAmong(List<Token> tokens, String sent) {
        boolean found = false;
        for (Token token : tokens) {
            found |= token.is(sent);
        }
        return found;
    }
}
