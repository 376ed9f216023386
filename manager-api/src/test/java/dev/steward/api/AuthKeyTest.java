package dev.steward.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthKeyTest {

    @TempDir
    Path directory;

    private Path file(String content) throws IOException {
        return Files.write(directory.resolve("key"), content.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret\n", "secret\r\n"})
    void fileIsReadWithoutItsLineEnd(String content) throws IOException {
        assertThat(AuthKey.fromFile(file(content))).isEqualTo(AuthKey.of("secret"));
    }

    @Test
    void onlyOneLineEndIsDropped() throws IOException {
        assertThat(AuthKey.fromFile(file("secret\n\n"))).isEqualTo(AuthKey.of("secret\n"));
        assertThat(AuthKey.fromFile(file(" secret \n"))).isEqualTo(AuthKey.of(" secret "));
    }

    @Test
    void bytesThatAreNoTextAreAKeyToo() throws IOException {
        byte[] bytes = {(byte) 0xFF, 0, (byte) 0xC0, 1};
        Path file = Files.write(directory.resolve("key"), bytes);
        assertThat(AuthKey.fromFile(file).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void emptyFileIsRefusedByName(String content) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("is empty: write at least 16 random bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t  \n", "\n\n\n"})
    void fileOfSpacesIsRefusedByName(String content) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("nothing but spaces: write at least 16 random bytes");
    }

    @Test
    void missingFileIsRefusedByName() {
        Path file = directory.resolve("nowhere");
        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("check that it exists and that this user may read it");
    }

    @Test
    void directoryIsNoKeyFile() {
        assertThatThrownBy(() -> AuthKey.fromFile(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void fileThatIsTooLongIsRefused() throws IOException {
        Path file = file("x".repeat(4_097));
        assertThatThrownBy(() -> AuthKey.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 4096 bytes");
        assertThat(AuthKey.fromFile(file("x".repeat(4_096))).bytes()).hasSize(4_096);
    }

    @Test
    void environmentVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> AuthKey.fromEnvironment("STEWARD_NO_SUCH_VARIABLE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("STEWARD_NO_SUCH_VARIABLE");
    }

    @Test
    void environmentVariableIsReadAsText() {
        String path = System.getenv("PATH");
        assertThat(AuthKey.fromEnvironment("PATH")).isEqualTo(AuthKey.of(path));
    }

    @Test
    void emptyKeysAreRefused() {
        assertThatThrownBy(() -> AuthKey.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AuthKey.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textNeverShowsTheSecret() {
        assertThat(AuthKey.of("hunter2")).hasToString("AuthKey(7 bytes)");
        assertThat(String.valueOf(AuthKey.of("hunter2"))).doesNotContain("hunter2");
    }

    @Test
    void secretIsCopiedInAndOut() {
        byte[] bytes = {1, 2, 3};
        AuthKey key = AuthKey.of(bytes);
        bytes[0] = 9;
        key.bytes()[1] = 9;
        assertThat(key.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void shortMeansUnderSixteenBytes() {
        assertThat(AuthKey.of("x".repeat(15)).isShort()).isTrue();
        assertThat(AuthKey.of("x".repeat(16)).isShort()).isFalse();
    }

    @Test
    void randomKeysAreLongAndDiffer() {
        assertThat(AuthKey.random().bytes()).hasSize(32);
        assertThat(AuthKey.random()).isNotEqualTo(AuthKey.random());
    }

    @Test
    void hexadecimalFormIsTheWholeSecret() {
        assertThat(AuthKey.of(new byte[] {0, (byte) 0xAB}).toHex()).isEqualTo("00ab");
    }
}
