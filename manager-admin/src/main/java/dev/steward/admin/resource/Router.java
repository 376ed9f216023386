package dev.steward.admin.resource;

import dev.steward.admin.http.Access;
import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.http.RequestHandler;
import dev.steward.admin.http.Site;
import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.OverloadedException;
import dev.steward.server.GatewayHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a request is for, sees that it may, and has it answered. Safe for use by any number of threads. */
public final class Router implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** A token that stands in an address ends up in histories and logs. */
    private static final String TOKEN = "token";

    private final List<Resource> resources;
    private final GatewayHost host;
    private final Site site;
    private final Access access;
    private final Executor worker;

    /** A router over all that a server has to tell. */
    public Router(GatewayHost host, Site site, Access access, Executor worker) {
        this.host = host;
        this.site = site;
        this.access = access;
        this.worker = worker;
        Health health = new Health(host.view());
        Looks looks = new Looks(host.view().inspection());
        this.resources = List.of(health.live(), health.ready(), looks.objects(), looks.object(), looks.sessions());
    }

    @Override
    public void handle(HttpRequest request, Consumer<HttpResponse> answer) {
        try {
            Resource resource = find(request);
            if (resource.place() == Resource.Place.AT_ONCE) {
                answer.accept(made(resource, request));
                return;
            }
            check(resource, request);
            worker.execute(() -> answer.accept(made(resource, request)));
        } catch (HttpRefusal refused) {
            answer.accept(refused.response());
        } catch (RejectedExecutionException tooMany) {
            answer.accept(
                    new HttpRefusal(HttpRefusal.OVERLOADED, "too many ask at once: try again in a second").response());
        }
    }

    private Resource find(HttpRequest request) {
        List<Resource> there =
                resources.stream().filter(each -> each.isAt(request.path())).toList();
        if (there.isEmpty()) {
            throw new HttpRefusal(
                    HttpRefusal.NOT_FOUND, "there is nothing at this address: /api/v1 describes what there is");
        }
        return there.stream()
                .filter(each -> each.method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(
                        HttpRefusal.METHOD_NOT_ALLOWED,
                        "this address takes "
                                + there.stream().map(Resource::method).collect(Collectors.joining(", "))));
    }

    private void check(Resource resource, HttpRequest request) {
        try {
            site.require(request);
            if (request.query().containsKey(TOKEN)) {
                throw new HttpRefusal(
                        HttpRefusal.BAD_REQUEST,
                        "a token does not belong into an address, which others keep: send it by the header Authorization"
                                + " and make a new key if it was a true one");
            }
            access.require(resource.right(), request.authorization());
        } catch (HttpRefusal refused) {
            // Without what was sent: it may be a secret.
            host.refused(request.peer(), "HTTP " + refused.status() + ": " + refused.getMessage());
            throw refused;
        }
        if (resource.right() == AdminRight.ACT) {
            LOG.info("{} {}", request.peer(), resource.says());
        }
    }

    private static HttpResponse made(Resource resource, HttpRequest request) {
        try {
            Map<String, String> words = new LinkedHashMap<>();
            List<String> parts = resource.parts();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (part.startsWith("{")) {
                    words.put(
                            part.substring(1, part.length() - 1), request.path().get(i));
                }
            }
            return resource.answer().apply(request, words);
        } catch (RuntimeException failed) {
            return refusalOf(failed).response();
        }
    }

    private static HttpRefusal refusalOf(RuntimeException failed) {
        if (failed instanceof HttpRefusal refused) {
            return refused;
        }
        int status = failed instanceof NoSuchObjectException
                ? HttpRefusal.NOT_FOUND
                : failed instanceof MethodNotExposedException
                        ? HttpRefusal.CONFLICT
                        : failed instanceof OverloadedException
                                ? HttpRefusal.OVERLOADED
                                : failed instanceof IllegalArgumentException
                                        ? HttpRefusal.BAD_REQUEST
                                        : HttpRefusal.FAILED;
        if (status == HttpRefusal.FAILED && !(failed instanceof ManagerException)) {
            LOG.error("a request could not be answered", failed);
            return new HttpRefusal(status, "a fault of Steward: the server's log has it");
        }
        return new HttpRefusal(status, String.valueOf(failed.getMessage()));
    }
}
