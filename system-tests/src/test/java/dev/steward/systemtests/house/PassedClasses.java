package dev.steward.systemtests.house;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes of the project a call passes, seen by a debugger: the JVM tells it each method that is entered. */
final class PassedClasses {

    private static final String PROJECT = "dev.steward.";

    private final VirtualMachine machine;
    private final Set<String> passed = new LinkedHashSet<>();

    private PassedClasses(VirtualMachine machine) {
        this.machine = machine;
    }

    /**
     * Runs a program to its end, and returns the names of the classes of which a method was entered between the
     * loading of its classes {@code Begins} and {@code Ends}, with the classes and interfaces that they extend, in the order of first entry.
     */
    static List<String> of(Class<?> program) throws Exception {
        LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("main").setValue(program.getName());
        arguments.get("options").setValue("-cp \"" + System.getProperty("java.class.path") + "\" -Xmx128m");
        VirtualMachine machine = connector.launch(arguments);
        try {
            PassedClasses classes = new PassedClasses(machine);
            classes.watch(program.getName());
            int exit = machine.process().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(program.getSimpleName() + " ended with " + exit + ": "
                        + new String(machine.process().getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            return new ArrayList<>(classes.passed);
        } finally {
            if (machine.process().isAlive()) {
                machine.process().destroyForcibly();
            }
        }
    }

    private void watch(String program) throws InterruptedException {
        ClassPrepareRequest marks = machine.eventRequestManager().createClassPrepareRequest();
        marks.addClassFilter(program + "$*");
        marks.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        marks.enable();
        MethodEntryRequest entries = machine.eventRequestManager().createMethodEntryRequest();
        entries.addClassFilter(PROJECT + "*");
        entries.addClassExclusionFilter(program + "*");
        entries.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        while (true) {
            EventSet events = machine.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof VMDisconnectEvent) {
                    return;
                }
                if (event instanceof MethodEntryEvent entry) {
                    note(entry.method().declaringType());
                } else if (event instanceof ClassPrepareEvent mark) {
                    // Enabled for the call alone: a JVM that tells each entry is slow.
                    entries.setEnabled(mark.referenceType().name().endsWith("$Begins"));
                }
            }
            events.resume();
        }
    }

    private void note(ReferenceType type) {
        noteName(type);
        if (type instanceof ClassType real) {
            for (ClassType above = real.superclass(); above != null; above = above.superclass()) {
                noteName(above);
            }
            real.allInterfaces().forEach(this::noteName);
        }
    }

    private void noteName(ReferenceType type) {
        String name = type.name();
        if (name.startsWith(PROJECT)) {
            passed.add(name);
        }
    }
}
