/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.shop.origin;

import dev.backstop.shop.Scenario;
import dev.backstop.shop.Shop;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.List;

/** The shop in an embedded Undertow. */
final class UndertowOrigin implements Origin {

    private final Undertow undertow;

    UndertowOrigin(List<FilterDeclaration> filters) throws ServletException {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowOrigin.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("shop");
        for (Scenario scenario : Shop.SCENARIOS) {
            Servlet servlet = scenario.servlet();
            deployment.addServlet(
                    Servlets.servlet(scenario.name(), servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                            .setAsyncSupported(true)
                            .addMapping(scenario.path()));
        }
        for (FilterDeclaration filter : filters) {
            add(filter, deployment);
        }
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(manager.start())
                .build();
        undertow.start();
    }

    private static void add(FilterDeclaration declaration, DeploymentInfo deployment) {
        Filter filter = declaration.filter();
        FilterInfo info = Servlets.filter(declaration.name(), filter.getClass(), new ImmediateInstanceFactory<>(filter))
                .setAsyncSupported(true);
        declaration.initParameters().forEach(info::addInitParam);
        deployment.addFilter(info);
        for (DispatcherType type : DispatcherType.values()) {
            deployment.addFilterUrlMapping(declaration.name(), "/*", type);
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
