package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window, if it is on the path. */
final class Browser implements AutoCloseable {

    /** Where it has its socket, whose path has 107 characters at most: a folder of the build may have as many by itself. */
    private final Path sockets;

    private final ChromeDriver driver;

    private Browser(Path sockets, ChromeDriver driver) {
        this.sockets = sockets;
        this.driver = driver;
    }

    /** Starts one; the test is skipped where there is none. */
    static Browser start(Path folder) throws IOException {
        Optional<File> browser = onPath("chromium");
        Optional<File> driver = onPath("chromedriver");
        Assumptions.assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "no browser: the page is tested where 'apt-get install chromium chromium-driver' was run");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--user-data-dir=" + folder.resolve("profile"));
        Path sockets = Files.createTempDirectory(Path.of("/tmp"), "steward-");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow())
                .usingAnyFreePort()
                .withEnvironment(Map.of("TMPDIR", sockets.toString()))
                .withLogFile(folder.resolve("chromedriver.log").toFile())
                .build();
        try {
            return new Browser(sockets, new ChromeDriver(service, options));
        } catch (RuntimeException notStarted) {
            delete(sockets);
            throw notStarted;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Optional<File> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String url) {
        driver.get(url);
    }

    /** Makes the window as large as that, and its pixels as dark as that. */
    void show(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Waits until the text of an element has that in it. */
    void await(String selector, String text) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(one(selector).getText()).contains(text));
    }

    /** Presses the button that has that text. */
    void press(String text) {
        all("button").stream()
                .filter(button -> button.isDisplayed() && button.getText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button '" + text + "'"))
                .click();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Keeps a picture of what is seen. */
    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Returns what the browser complains about, such as a policy that is broken. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        driver.manage().logs().get("browser").forEach(entry -> all.add(entry.getMessage()));
        return all;
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        delete(sockets);
    }
}
