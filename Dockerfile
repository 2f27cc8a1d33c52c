# The bot, without its local Discord and its tests. See docs/operating/running.md.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts/check-lock.mjs scripts/
# Not `npm ci`: it refuses a lock file that does not list the optional packages of every platform. What is installed is what the
# lock file says all the same, or the last line fails.
RUN cp package-lock.json locked.json \
  && npm install --no-audit --no-fund \
  && node scripts/check-lock.mjs locked.json package-lock.json
COPY tsconfig.json mikro-orm.config.ts ./
COPY src src
COPY plugins plugins
RUN npx tsc && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/src dist/src
COPY --from=build /app/dist/plugins dist/plugins
# All that the bot ever writes to.
RUN mkdir data && chown node:node data
ENV NODE_ENV=production ROOMKEEPER_DATA=/app/data METRICS_PORT=9090
# The C library gives back what was needed only to start.
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536
USER node
VOLUME /app/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.METRICS_PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
