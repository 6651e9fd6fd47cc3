/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the README says of the filter is what the filter does. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @Test
    void listsEverySettingAsItIs() throws IOException {
        List<String> expected =
                Arrays.stream(Setting.values()).map(ReadmeTest::row).toList();

        List<String> rows = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("| `backstop."))
                .toList();

        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @Test
    void showsHowToInstallItByLine40() throws IOException {
        String firstScreen = String.join("\n", Files.readAllLines(README).subList(0, 40));

        assertTrue(firstScreen.contains("<filter-class>dev.backstop.filter.BackstopFilter"), firstScreen);
        assertTrue(firstScreen.contains("WEB-INF/lib"), firstScreen);
        assertTrue(firstScreen.contains("addFilter("), firstScreen);
    }

    private static String row(Setting setting) {
        String standard = setting.defaultText().isEmpty() ? "(none)" : "`" + setting.defaultText() + "`";
        String range = setting.range() == null ? setting.syntax() : setting.syntax() + ", " + setting.range();
        return "| `" + setting.key() + "` | " + standard + " | " + range + " | " + setting.sentence() + " |";
    }
}
