# One image for every role: ROLE=all (the default), web or worker. PostgreSQL runs beside it (docker-compose.yml).

FROM node:24-bookworm-slim AS sources
WORKDIR /lastmile
RUN npm install --global pnpm@12
COPY . .

# What the browser loads, built with all development tools.
FROM sources AS web
RUN pnpm install --frozen-lockfile --filter "@lastmile/web..." \
  && cd apps/web && node_modules/.bin/vite build

# What the server needs to run, and no more.
FROM sources AS server
# The Node that the project brings for bare machines is left out: the image has its own.
RUN pnpm install --frozen-lockfile --prod --filter "@lastmile/server..." \
  && rm -rf node_modules/node-linux-* node_modules/.pnpm/node-linux-* node_modules/.bin

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DEMO=0
WORKDIR /lastmile
COPY --from=server /lastmile/package.json ./package.json
COPY --from=server /lastmile/node_modules ./node_modules
COPY --from=server /lastmile/packages/contracts ./packages/contracts
COPY --from=server /lastmile/packages/routeros-simulator ./packages/routeros-simulator
COPY --from=server /lastmile/apps/server ./apps/server
COPY --from=server /lastmile/migrations ./migrations
COPY --from=web /lastmile/apps/web/dist ./apps/web/dist
# Volumes take the owner of the folder they are first mounted on.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# A worker serves no page; its health is that of its process.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "if (process.env.ROLE !== 'worker') fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Docker's SIGTERM reaches the server itself, which finishes what it is doing.
CMD ["node", "apps/server/src/main.ts"]
