package dev.steward.admin.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * The page for people: one document, with nothing from elsewhere. A browser is told to run that very script and no other, and to
 * talk to this server only. It asks for a token and then for what others ask for too.
 */
final class Page {

    private static final String HTML = "text/html; charset=utf-8";

    private Page() {}

    static Resource resource() {
        String document = document();
        String policy = "default-src 'none'; script-src " + digestOf(document, "script") + "; style-src "
                + digestOf(document, "style")
                + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
        HttpResponse response = new HttpResponse(HttpResponse.OK, HTML, document.getBytes(UTF_8))
                .with("Content-Security-Policy", policy);
        return new Resource(
                "GET",
                "/",
                AdminRight.NONE,
                Resource.Place.AT_ONCE,
                "The page for people, which asks for a token.",
                Map.of(),
                null,
                false,
                Resource.answering((request, words) -> response));
    }

    private static String document() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("the page is not in the jar of manager-admin");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns what stands between the tags, as a policy names it. */
    private static String digestOf(String document, String tag) {
        int begin = document.indexOf("<" + tag + ">") + tag.length() + 2;
        String inside = document.substring(begin, document.indexOf("</" + tag + ">"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inside.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
