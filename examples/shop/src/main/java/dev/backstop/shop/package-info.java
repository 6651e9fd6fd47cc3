/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The application under demonstration: a small shop in which every path breaks in its own way.
 *
 * <p>It is an ordinary Servlet application: it knows neither Backstop nor the demo around it and imports the Servlet API
 * alone.
 */
@NullMarked
package dev.backstop.shop;

import org.jspecify.annotations.NullMarked;
