package dev.steward.admin.resource;

import dev.steward.admin.http.AdminRight;
import dev.steward.admin.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be asked for, as programs read it: OpenAPI 3.1, made of the rows. Stateless. */
final class Description {

    private Description() {}

    /** Returns the resource that describes these and itself. */
    static Resource of(List<Resource> others) {
        List<Resource> all = new ArrayList<>(others);
        Resource own = new Resource(
                "GET",
                Looks.API,
                AdminRight.NONE,
                Resource.Place.AT_ONCE,
                "Describes what can be asked for: OpenAPI 3.1.",
                Map.of(),
                null,
                false,
                Resource.answering((request, words) -> HttpResponse.json(HttpResponse.OK, document(all))));
        all.add(own);
        return own;
    }

    private static Map<String, @Nullable Object> document(List<Resource> all) {
        Map<String, Map<String, @Nullable Object>> paths = new TreeMap<>();
        for (Resource each : all) {
            paths.computeIfAbsent(each.path(), path -> new LinkedHashMap<>())
                    .put(each.method().toLowerCase(Locale.ROOT), operation(each));
        }
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        for (Shape shape : Shape.values()) {
            schemas.put(shape.title(), shape.schema());
        }
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        components.put(
                "securitySchemes",
                Map.of(
                        "token",
                        Map.of("type", "http", "scheme", "bearer", "description", "what steward token prints")));
        components.put("schemas", schemas);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Steward's admin endpoint", "version", "1"));
        document.put("paths", paths);
        document.put("components", components);
        return document;
    }

    private static Map<String, @Nullable Object> operation(Resource each) {
        List<Object> parameters = new ArrayList<>();
        for (String part : each.parts()) {
            String word = Resource.wordOf(part);
            if (word != null) {
                parameters.add(
                        Map.of("name", word, "in", "path", "required", true, "schema", Map.of("type", "string")));
            }
        }
        new TreeMap<>(each.takes())
                .forEach((name, says) -> parameters.add(
                        Map.of("name", name, "in", "query", "description", says, "schema", Map.of("type", "string"))));
        Map<String, @Nullable Object> responses = new LinkedHashMap<>();
        Shape shape = each.returns();
        if (shape == null) {
            responses.put("200", Map.of("description", each.says()));
        } else {
            responses.put(
                    "200",
                    content(
                            each.says(),
                            each.isList() ? Map.of("type", "array", "items", shape.reference()) : shape.reference()));
        }
        responses.put("default", content("Why not, and what to do.", Shape.REFUSAL.reference()));
        Map<String, @Nullable Object> operation = new LinkedHashMap<>();
        operation.put("summary", each.says());
        operation.put("parameters", parameters);
        operation.put("security", each.right() == AdminRight.NONE ? List.of() : List.of(Map.of("token", List.of())));
        operation.put("responses", responses);
        return operation;
    }

    private static Map<String, @Nullable Object> content(String says, Map<String, @Nullable Object> schema) {
        return Map.of("description", says, "content", Map.of("application/json", Map.of("schema", schema)));
    }
}
