package dev.steward.admin.resource;

import dev.steward.admin.http.Access;
import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpReply;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.RequestHandler;
import dev.steward.admin.http.Site;
import dev.steward.admin.watch.EventHub;
import dev.steward.admin.watch.Happenings;
import dev.steward.admin.watch.Sampler;
import dev.steward.admin.watch.Warnings;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.OverloadedException;
import dev.steward.server.ServerView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a request is for, sees that it may, and has it answered. Safe for use by any number of threads. */
public final class Router implements RequestHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** A token that stands in an address ends up in histories and logs. */
    private static final String TOKEN = "token";

    private final List<Resource> resources;
    private final BiConsumer<String, String> refused;
    private final Site site;
    private final Access access;
    private final Executor worker;

    /**
     * A router over all that a server has to tell.
     *
     * @param refused hears who was refused, from where and why
     * @param worker does what asks the server and waits
     * @param metrics returns the meters as Prometheus takes them; asked by the worker
     */
    public Router(
            ServerView server,
            BiConsumer<String, String> refused,
            Site site,
            Access access,
            Executor worker,
            Sampler sampler,
            Warnings warnings,
            Happenings happenings,
            EventHub hub,
            Supplier<String> metrics) {
        this.refused = refused;
        this.site = site;
        this.access = access;
        this.worker = worker;
        this.resources = Resources.of(server, sampler, warnings, happenings, hub, metrics);
    }

    @Override
    public void handle(HttpRequest request, HttpReply answer) {
        try {
            Resource resource = find(request);
            if (resource.place() != Resource.Place.PROBE) {
                check(resource, request);
            }
            if (resource.place() == Resource.Place.BY_WORKER) {
                worker.execute(() -> make(resource, request, answer));
            } else {
                make(resource, request, answer);
            }
        } catch (HttpRefusal why) {
            answer.send(why.response());
        } catch (RejectedExecutionException tooMany) {
            answer.send(
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
            site.requireHost(request);
            if (resource.right() != AdminRight.NONE) {
                // A link of another site may lead to the page.
                site.requireOwnPage(request);
            }
            if (request.query().containsKey(TOKEN)) {
                throw new HttpRefusal(
                        HttpRefusal.BAD_REQUEST,
                        "a token does not belong into an address, which others keep: send it by the header Authorization"
                                + " and make a new key if it was a true one");
            }
            access.require(resource.right(), request.authorization());
        } catch (HttpRefusal why) {
            // Without what was sent: it may be a secret.
            refused.accept(request.peer(), "HTTP " + why.status() + ": " + why.getMessage());
            throw why;
        }
    }

    private static void make(Resource resource, HttpRequest request, HttpReply answer) {
        try {
            Map<String, String> words = new LinkedHashMap<>();
            List<String> parts = resource.parts();
            for (int i = 0; i < parts.size(); i++) {
                String word = Resource.wordOf(parts.get(i));
                if (word != null) {
                    words.put(word, request.path().get(i));
                }
            }
            resource.handler().answer(request, words, answer);
        } catch (RuntimeException failed) {
            answer.send(refusalOf(failed).response());
        }
    }

    private static HttpRefusal refusalOf(RuntimeException failed) {
        if (failed instanceof HttpRefusal why) {
            return why;
        }
        int status = failed instanceof NoSuchObjectException
                ? HttpRefusal.NOT_FOUND
                : failed instanceof MethodNotExposedException
                        ? HttpRefusal.CONFLICT
                        : failed instanceof OverloadedException || failed instanceof ConnectionLostException
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
