/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.matrix;

import dev.backstop.it.matrix.RawResponse.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long nothing came. */
final class Gap {

    private Gap() {}

    /** The longest gap for rank 1, the second longest for 2; zero where there are not as many. */
    static Duration longest(RawResponse response, int rank) {
        List<Arrival> arrivals = response.arrivals();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < arrivals.size(); i++) {
            gaps.add(arrivals.get(i).nanos() - arrivals.get(i - 1).nanos());
        }
        gaps.sort(Comparator.reverseOrder());
        return gaps.size() < rank ? Duration.ZERO : Duration.ofNanos(gaps.get(rank - 1));
    }
}
