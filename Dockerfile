# The server with what it needs and nothing else, as a user without rights. See docs/operations.md, "Container".
FROM node:26-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts
RUN node scripts/build.ts server
RUN node scripts/deploy.ts /app

FROM node:26-bookworm-slim
COPY --from=build /app /app
RUN install -d -o node -g node -m 0700 /data
ENV NODE_ENV=production NODE_DISABLE_COMPILE_CACHE=1 AFFIDAVIT_HOST=0.0.0.0 AFFIDAVIT_DATA=/data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 3210 3211
HEALTHCHECK --start-period=30s --interval=10s --timeout=3s CMD ["node", "/app/health.js"]
ENTRYPOINT ["node", "/app/server/dist/main.js"]
CMD ["serve"]
