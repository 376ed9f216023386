package dev.steward.systemtests.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.steward.vocabulary.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which operations code of the faces can come to call, found in the byte code: from methods to what they call, and from a
 * class that is made to all its methods, because whoever gets the object may call them. Faces of other objects are not
 * followed. Used by one thread.
 */
final class OperationsReached {

    private static final String FACES = "dev.steward.face.";
    private static final String FACE = FACES + "object.Face";
    private static final String ASYNC_FACE = FACES + "object.AsyncFace";
    private static final String API = "dev.steward.api";

    private final JavaClasses classes;
    /** Classes of which objects may be at hand. */
    private final Set<JavaClass> live = new LinkedHashSet<>();

    private final Set<JavaCodeUnit> reached = new LinkedHashSet<>();
    private final Queue<JavaCodeUnit> next = new ArrayDeque<>();
    /** Calls whose targets depend on which objects are at hand. */
    private final List<CodeUnitAccessTarget> called = new ArrayList<>();

    private final Set<Operation> operations = EnumSet.noneOf(Operation.class);

    private boolean followsWhatIsMade = true;
    /** Names of methods that are not followed: those that lead to another face, or show the object to a person. */
    private Set<String> leftAlone = Set.of("async");

    private OperationsReached(JavaClasses classes) {
        this.classes = classes;
    }

    /** Returns the operations that the methods of a face can come to call, those that its asynchronous face calls left out. */
    static Set<Operation> byFace(JavaClasses classes, String face) {
        OperationsReached search = new OperationsReached(classes);
        search.makeLive(search.named(face));
        search.live.stream().flatMap(type -> type.getCodeUnits().stream()).forEach(search::reach);
        return search.found();
    }

    /** Returns the operations that the methods of an asynchronous face of a face can come to call. */
    static Set<Operation> byAsyncFace(JavaClasses classes, String asyncFace, String face) {
        OperationsReached search = new OperationsReached(classes);
        search.makeLive(search.named(face));
        search.makeLive(search.named(asyncFace));
        search.live.stream()
                .filter(type -> type.isAssignableTo(ASYNC_FACE))
                .forEach(type -> type.getCodeUnits().forEach(search::reach));
        return search.found();
    }

    /** Returns the operations that the public methods of a face call, whatever they return left alone. */
    static Set<Operation> byFaceAtOnce(JavaClasses classes, String face) {
        OperationsReached search = new OperationsReached(classes);
        search.followsWhatIsMade = false;
        search.leftAlone = Set.of("async", "preview");
        search.makeLive(search.named(face));
        search.live.stream()
                .filter(type -> type.isAssignableTo(FACE))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .forEach(search::reach);
        return search.found();
    }

    /** Returns the operations that calls to the interface of a face, from some classes, can come to call. */
    static Set<Operation> byCallsFrom(
            JavaClasses classes, Predicate<JavaClass> callers, JavaClass faceInterface, String face) {
        OperationsReached search = new OperationsReached(classes);
        search.makeLive(search.named(face));
        // What a face is made of is at hand with it.
        search.named(face).getConstructors().forEach(search::reach);
        for (JavaClass caller : classes) {
            if (callers.test(caller)) {
                for (JavaCodeUnit unit : caller.getCodeUnits()) {
                    for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
                        if (access.getTarget() instanceof CodeUnitAccessTarget target
                                && target.getOwner().isInterface()
                                && faceInterface.isAssignableTo(
                                        target.getOwner().getName())) {
                            search.call(target);
                        }
                    }
                }
            }
        }
        return search.found();
    }

    private JavaClass named(String name) {
        return classes.get(name);
    }

    private Set<Operation> found() {
        for (JavaCodeUnit unit = next.poll(); unit != null; unit = next.poll()) {
            for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
                follow(access);
            }
        }
        return operations;
    }

    private void follow(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (owner.isEquivalentTo(Operation.class)) {
            for (Operation operation : Operation.values()) {
                if (operation.name().equals(access.getName())) {
                    operations.add(operation);
                }
            }
        } else if (access.getTarget() instanceof CodeUnitAccessTarget target && isOurs(owner)) {
            if (target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
                make(owner);
            } else {
                call(target);
            }
        }
    }

    private static boolean isOurs(JavaClass type) {
        return type.getName().startsWith(FACES) || type.getPackageName().equals(API);
    }

    private void make(JavaClass type) {
        boolean isOtherFace = type.isAssignableTo(FACE) || type.isAssignableTo(ASYNC_FACE);
        if (followsWhatIsMade && !isOtherFace && type.getName().startsWith(FACES)) {
            makeLive(type);
            type.getCodeUnits().forEach(this::reach);
        }
    }

    private void makeLive(JavaClass type) {
        boolean grows = false;
        for (JavaClass each = type; each != null; each = each.getRawSuperclass().orElse(null)) {
            if (each.getName().startsWith(FACES)) {
                grows |= live.add(each);
                for (JavaClass one : each.getAllRawInterfaces()) {
                    grows |= isOurs(one) && live.add(one);
                }
            }
        }
        if (grows) {
            List.copyOf(called).forEach(this::resolve);
        }
    }

    private void call(CodeUnitAccessTarget target) {
        called.add(target);
        resolve(target);
    }

    /** Whatever may be called: by name and number of parameters, which is the same for bridges. */
    private void resolve(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        List<JavaClass> candidates = new ArrayList<>(live);
        candidates.removeIf(type -> !type.isAssignableTo(owner.getName()) && !owner.isAssignableTo(type.getName()));
        for (JavaClass type : candidates) {
            reachAll(type, target, false);
        }
        reachAll(owner, target, true);
    }

    private void reachAll(JavaClass type, CodeUnitAccessTarget target, boolean onlyStatic) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
            if (unit.getName().equals(target.getName())
                    && unit.getRawParameterTypes().size()
                            == target.getRawParameterTypes().size()
                    && (!onlyStatic || unit.getModifiers().contains(JavaModifier.STATIC))) {
                reach(unit);
            }
        }
    }

    private void reach(JavaCodeUnit unit) {
        if (!leftAlone.contains(unit.getName()) && reached.add(unit)) {
            next.add(unit);
        }
    }
}
