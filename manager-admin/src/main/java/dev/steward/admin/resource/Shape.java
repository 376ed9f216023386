package dev.steward.admin.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What JSON there is: a row per kind of object with its members, each as {@code name:type}, with a question mark if it may be
 * null. A type is one of JSON Schema, a row of this table, or either with {@code []} behind it.
 */
enum Shape {
    HEALTH("live:boolean?", "ready:boolean?", "why:string[]"),
    REFUSAL("status:integer", "error:string"),
    HELD("id:integer", "type:string", "name:string?", "thread:integer", "since:number", "count:integer", "what:string"),
    HOLDER(
            "session:string",
            "client:string",
            "pid:integer?",
            "address:string",
            "thread:integer",
            "since:number",
            "count:integer",
            "what:string"),
    WAITER(
            "session:string",
            "client:string",
            "pid:integer?",
            "address:string",
            "thread:integer",
            "since:number",
            "what:string"),
    OBJECT(
            "name:string?",
            "type:string",
            "id:integer",
            "references:integer",
            "waiting:integer",
            "holding:integer",
            "elements:integer?",
            "oldest:number?",
            "contents:string"),
    SHOWN(OBJECT, "holders:HOLDER[]", "waiters:WAITER[]", "values:any[]?", "more:boolean?"),
    RELEASED(OBJECT, "holders:HOLDER[]", "waiters:WAITER[]", "released:integer"),
    PURGED(OBJECT, "dropped:integer"),
    REQUEUED(OBJECT, "requeued:integer", "withoutRoom:integer", "ended:integer"),
    KICKED("session:string"),
    DELETED("name:string", "deleted:boolean"),
    SESSION(
            "session:string",
            "client:string",
            "pid:integer?",
            "address:string",
            "admin:boolean",
            "since:number",
            "away:number?",
            "connections:integer",
            "calls:integer",
            "callsPerSecond:number",
            "unanswered:integer",
            "holding:integer",
            "holds:HELD[]",
            "waiting:integer",
            "waits:HELD[]"),
    TOTALS(
            "time:string",
            "sessions:integer",
            "objects:integer",
            "callsPerSecond:number",
            "waiting:integer",
            "holding:integer",
            "elements:integer"),
    EVENT("since:number", "event:string", "who:string", "text:string"),
    TASK("function:string", "count:integer", "since:number", "cancelled:boolean"),
    WORKER(
            "number:integer",
            "description:string",
            "slots:integer",
            "packages:string[]",
            "ended:integer",
            "tasks:TASK[]"),
    POOL(
            OBJECT,
            "shutdown:boolean",
            "waitingTasks:integer",
            "runningTasks:integer",
            "endedTasks:integer",
            "workers:WORKER[]"),
    LIMIT("limit:string", "what:string", "used:integer", "most:integer", "share:number", "object:integer?"),
    WARNING("kind:string", "text:string", "object:integer?", "session:string?"),
    MEMBER(
            "member:string",
            "clients:string?",
            "servers:string",
            "role:string",
            "why:string?",
            "leader:string?",
            "term:integer?",
            "applied:integer?",
            "committed:integer?",
            "appended:integer?",
            "diskBytes:integer?",
            "heapBytes:integer?",
            "mostHeapBytes:integer?",
            "sees:string[]?"),
    SERVER(
            "address:string",
            "draining:boolean",
            "heapBytes:integer",
            "mostHeapBytes:integer",
            "heldBytes:integer",
            "loopDelays:number[]",
            "limits:any");

    private static final String MAY_BE_NULL = "?";
    private static final String MANY = "[]";

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final List<String> members;

    Shape(String... members) {
        this.members = List.of(members);
    }

    /** Makes one that has the members of another one, and then more. */
    Shape(Shape begins, String... more) {
        this.members = Stream.concat(begins.members.stream(), Stream.of(more)).toList();
    }

    /** Returns the names of the members. */
    List<String> names() {
        return members.stream()
                .map(member -> member.substring(0, member.indexOf(':')))
                .toList();
    }

    /** Returns what it is called in a description. */
    String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Returns it as a schema of JSON. */
    Map<String, @Nullable Object> schema() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (String member : members) {
            int colon = member.indexOf(':');
            properties.put(member.substring(0, colon), typed(member.substring(colon + 1)));
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    /** Returns a schema that stands for this one. */
    Map<String, @Nullable Object> reference() {
        return Map.of("$ref", "#/components/schemas/" + title());
    }

    private static Map<String, @Nullable Object> typed(String type) {
        if (type.endsWith(MAY_BE_NULL)) {
            Map<String, @Nullable Object> inner = typed(type.substring(0, type.length() - 1));
            return Map.of("oneOf", List.of(inner, Map.of("type", "null")));
        }
        if (type.endsWith(MANY)) {
            return Map.of("type", "array", "items", typed(type.substring(0, type.length() - MANY.length())));
        }
        for (Shape each : values()) {
            if (each.name().equals(type)) {
                return each.reference();
            }
        }
        return type.equals("any") ? Map.of() : Map.of("type", type);
    }
}
