package dev.steward.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The picture in docs/architecture.md shows the way that a call takes, class after class. */
@Timeout(120)
@Tag("one-jdk")
class RequestPictureTest {

    private static final int FIRST_OF_SERVER = 4;

    private static String page = "";
    private static List<String> passed = List.of();
    private static Map<String, JavaClass> project = Map.of();

    @BeforeAll
    static void callOnce() throws Exception {
        page = ProjectTree.text(ProjectTree.root().resolve("docs/architecture.md"));
        passed = PassedClasses.of(OneTake.class);
        project = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.steward").stream()
                        .collect(Collectors.toMap(JavaClass::getName, Function.identity()));
    }

    @Test
    void showsTheClassesThatACallPasses() {
        RequestPicture picture = RequestPicture.read(page);
        assertThat(picture.stops().keySet()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(picture.stops().values())
                .allSatisfy(classes -> assertThat(classes).isNotEmpty());
        assertThat(faults(page)).isEmpty();
    }

    @Test
    void aClassThatIsNotPassedIsNoticed() {
        assertThat(faults(page.replace("QueueObject", "ListObject ")))
                .containsExactly("remove ListObject from stop 6: a call does not pass it");
        assertThat(faults(page.replace("RemoteCaller ", "RemoteFolder ")))
                .contains("remove RemoteFolder from stop 1: a call does not pass it");
    }

    @Test
    void aClassThatIsLeftOutIsNoticed() {
        assertThat(faults(page.replaceFirst("ClientSession, ", "               ")))
                .anySatisfy(fault -> assertThat(fault).contains("the class is missing that hands the call to it"));
        assertThat(faults(page.replaceFirst("ConnectionHandler, Conversation,", "ConnectionHandler,              ")))
                .anySatisfy(fault -> assertThat(fault).startsWith("before LiveSession at stop 4"));
    }

    private static List<String> faults(String text) {
        return RequestPicture.read(text).faults(passed, FIRST_OF_SERVER, project);
    }
}
