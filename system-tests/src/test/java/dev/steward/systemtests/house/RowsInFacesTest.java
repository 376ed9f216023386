package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever has a row in {@link Operation} is called by the faces of the types that have it, and by the plays of
 * histories: found in the byte code by {@link OperationsReached}.
 */
@Timeout(120)
class RowsInFacesTest {

    private static final String PLAYS = "dev.steward.systemtests.history.type";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter().importPackages("dev.steward.face", "dev.steward.api", PLAYS);
    }

    /** What the server asks, and no face. */
    private static final Set<Operation> ASKED_BY_THE_SERVER = EnumSet.of(Operation.OBJECT_DESCRIBE);

    private static Set<Operation> offered(BuiltInType type) {
        Set<Operation> offered = EnumSet.noneOf(Operation.class);
        Arrays.stream(Operation.values()).filter(type::offers).forEach(offered::add);
        offered.removeAll(ASKED_BY_THE_SERVER);
        return offered;
    }

    private static String classOf(Class<?> face) {
        String name = "." + face.getSimpleName() + "Face";
        return classes.stream()
                .map(type -> type.getName())
                .filter(type -> type.endsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no class " + face.getSimpleName() + "Face in manager-face"));
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsCalledByItsFace(BuiltInType type) {
        Set<Operation> left = offered(type);
        left.removeAll(OperationsReached.byFace(classes, classOf(type.face())));
        assertThat(left).as("rows of a %s", type).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsCalledByItsAsynchronousFace(BuiltInType type) {
        Set<Operation> left = offered(type);
        left.removeAll(OperationsReached.byAsyncFace(classes, classOf(type.asyncFace()), classOf(type.face())));
        assertThat(left).as("rows of a %s", type).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationOfATypeIsPlayed(BuiltInType type) {
        Set<Operation> left = offered(type);
        left.removeAll(OperationsReached.byCallsFrom(classes, PLAYS, classes.get(type.face()), classOf(type.face())));
        assertThat(left).as("rows of a %s", type).isEmpty();
    }
}
