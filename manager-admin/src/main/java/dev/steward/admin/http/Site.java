package dev.steward.admin.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which site requests must be for. A page of somebody else's that is open in the same browser can have it send requests here:
 * by this address, which the browser tells by Origin, or by a name of its own that it has point here, which is in Host. Neither
 * is answered. Immutable.
 */
public final class Site {

    /** An address in digits cannot be made to point elsewhere. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private static final String LOCALHOST = "localhost";

    private final String scheme;
    private final Set<String> names;

    /**
     * A site.
     *
     * @param encrypted whether by TLS
     * @param names what it is called besides its addresses and localhost, in small letters
     */
    public Site(boolean encrypted, Set<String> names) {
        this.scheme = encrypted ? "https://" : "http://";
        this.names = Set.copyOf(names);
    }

    /**
     * Lets a request pass by its name for this site.
     *
     * @throws HttpRefusal if it is for another site
     */
    public void requireHost(HttpRequest request) {
        String host = request.host();
        if (host == null || !isOwn(host.toLowerCase(Locale.ROOT))) {
            throw new HttpRefusal(
                    HttpRefusal.MISDIRECTED,
                    "this is no server for the name in the header Host: use its address, or have the server know the name"
                            + " (--admin-name NAME)");
        }
    }

    /**
     * Lets a request pass by where it was made.
     *
     * @throws HttpRefusal if another site's page has sent it
     */
    public void requireOwnPage(HttpRequest request) {
        if (isForeign(request.origin(), String.valueOf(request.host())) || isForeignFetch(request.fetchSite())) {
            throw new HttpRefusal(
                    HttpRefusal.FORBIDDEN, "another site's page has sent this: only pages of this server may");
        }
    }

    private boolean isOwn(String host) {
        String name = host.replaceFirst(":[0-9]*$", "");
        return ADDRESS.matcher(name).matches() || name.equals(LOCALHOST) || names.contains(name);
    }

    private boolean isForeign(@Nullable String origin, String host) {
        return origin != null && !origin.equalsIgnoreCase(scheme + host);
    }

    /** A browser says itself what sent the request; without a page, as when an address is typed, it says none. */
    private static boolean isForeignFetch(@Nullable String fetchSite) {
        return fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
    }
}
