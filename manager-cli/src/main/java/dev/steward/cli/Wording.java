package dev.steward.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a message for programs says at the command line: where it names a method to call there is an option to give. Some
 * messages name both; those stay.
 */
final class Wording {

    /** What a program calls, and what is typed instead; the longer of two that begin alike comes first. */
    private static final Map<String, String> TYPED = typed();

    /** How a program connects to two of several servers. */
    private static final Pattern SEVERAL =
            Pattern.compile("connect\\(List\\.of\\(\"([^\"]+)\", \"([^\"]+)\"\\), key\\)");

    private Wording() {}

    private static Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("ClientOptions.trust(..)", "--tls-trust FILE");
        typed.put("ClientOptions.adminKey()", "--admin-key-file FILE");
        typed.put("ClientOptions.allow(...)", "--allow PACKAGE");
        typed.put("set tls(certificate, key) (serve --tls-cert and --tls-key)", "give --tls-cert and --tls-key");
        typed.put("say insecure() (serve --insecure)", "give --insecure");
        typed.put("tls(certificate, key)", "serve --tls-cert and --tls-key");
        typed.put(
                "AuthKey.random() or a key file with random bytes",
                "a key file with random bytes: (umask 077; head -c 32 /dev/urandom | base64 > key.txt)");
        typed.put(" or ManagerServer.Builder.limit(..)", "");
        return typed;
    }

    /** Returns the message with what is typed in the place of what is called. */
    static String of(String message) {
        String said = message;
        for (Map.Entry<String, String> each : TYPED.entrySet()) {
            said = said.replace(each.getKey(), each.getValue());
        }
        return SEVERAL.matcher(said).replaceAll("--connect $1,$2");
    }
}
