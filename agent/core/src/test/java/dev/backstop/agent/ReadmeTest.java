/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the README says of the agent's settings is what there is. */
class ReadmeTest {
    private static final Path README = Path.of("..", "..", "README.md");

    @Test
    void namesEverySettingAndNoOther() throws IOException {
        List<String> named = new ArrayList<>();
        Matcher matcher = Pattern.compile("`(backstop\\.agent\\.[a-z.]+[a-z])").matcher(Files.readString(README));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }

        assertEquals(
                new TreeSet<>(
                        Stream.of(AgentSetting.values()).map(AgentSetting::key).toList()),
                new TreeSet<>(named));
    }
}
