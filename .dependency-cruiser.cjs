// Generates the layer rules from rooms.json: imports only point up the table, IO only in rooms marked so.
const { rooms } = require("./rooms.json");

const folder = (path) => (path.endsWith(".ts") ? `^${path.replace(".", "\\.")}$` : `^${path}/`);

const upward = rooms.map((room, position) => {
  const allowed = room.only ?? rooms.slice(0, position).map((other) => other.path);
  return {
    name: `layers-${room.path.replaceAll("/", "-")}`,
    comment: `${room.path} (${room.purpose}) may import only itself and: ${allowed.join(", ") || "nothing"}`,
    severity: "error",
    from: { path: folder(room.path) },
    to: { path: "^(src|grammar)/", pathNot: [room.path, ...allowed].map(folder) },
  };
});

const packages = rooms.map((room) => ({
  name: `packages-${room.path.replaceAll("/", "-")}`,
  comment: `${room.path} may use only the packages that rooms.json names for it`,
  severity: "error",
  from: { path: folder(room.path) },
  to: {
    path: "node_modules",
    pathNot: room.packages.length
      ? room.packages.map((name) => `node_modules/(@types/)?${name}(/|$)`)
      : ["^$"],
  },
}));

const noIo = rooms
  .filter((room) => !room.io)
  .map((room) => ({
    name: `pure-${room.path.replaceAll("/", "-")}`,
    comment: `${room.path} does no IO: files, processes and terminals belong to the rooms marked io`,
    severity: "error",
    from: { path: folder(room.path) },
    to: { dependencyTypes: ["core"] },
  }));

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    ...upward,
    ...packages,
    ...noIo,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "src/(kernels|math/(near-normal|sparse)|networks/kernels)/(assembly|build-)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
