package dev.steward.cli;

import dev.steward.admin.AdminEndpoint;
import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What an endpoint answers whoever may look. */
final class OverHttp {

    private OverHttp() {}

    /** Asks. Blocks. */
    static HttpResponse<String> get(AdminEndpoint admin, AuthKey key, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin.url() + path))
                .header("Authorization", "Bearer " + AdminEndpoint.lookToken(key))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(path, failed);
        }
    }
}
