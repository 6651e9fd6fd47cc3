/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.webapp.Intent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Holds a response against what its author meant to send. */
final class MeantPage {

    private MeantPage() {}

    static List<String> complaints(Intent intent, RawResponse response) {
        List<String> complaints = new ArrayList<>(WireFormat.complaints(response));
        if (response.status() != intent.status()) {
            complaints.add("status " + response.status());
        }
        if (!intent.body().equals(Intent.ANY_BODY) && !response.text().equals(intent.body())) {
            complaints.add("a body of " + response.body().length + " bytes that was not meant");
        }
        intent.fields().forEach((name, pattern) -> {
            List<String> values = response.values(name);
            if (values.size() != 1
                    || !Pattern.compile(pattern, Pattern.DOTALL)
                            .matcher(values.get(0))
                            .matches()) {
                complaints.add(name + " is " + values);
            }
        });
        return complaints;
    }

    /** Whether it has the status that was meant, and only the beginning of the body. */
    static boolean isCut(Intent intent, RawResponse response) {
        byte[] meant = intent.body().getBytes(StandardCharsets.UTF_8);
        byte[] came = response.body();
        return response.status() == intent.status()
                && came.length < meant.length
                && Arrays.equals(came, Arrays.copyOf(meant, came.length));
    }
}
