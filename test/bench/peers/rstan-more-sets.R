# rstan on the sets that ../shared/peers has not: regressions without groups, and contraception: Rscript rstan-more-sets.R PEERS SET SEED. One JSON line, as ../shared/peers/run.sh prints it.
args <- commandArgs(TRUE); setwd(args[1]); set <- args[2]; seed <- as.numeric(args[3])
source("models.R"); suppressPackageStartupMessages({library(rstan); library(posterior)})
plain <- function(folder, ...) list(file=file.path("../data",folder), ..., factors=c(), terms=list(), scale=1, loc=0)
SPECS$wells <- plain("wells/wells.csv.gz",family="bernoulli",y="switch",fixed=~dist100+arsenic+educ4+assoc)
SPECS$kidiq <- plain("kidiq/kidiq.csv",family="gaussian",y="kid_score",fixed=~mom_hs+mom_iq+mom_age)
SPECS$kidiq$scale <- 20; SPECS$kidiq$loc <- 80
SPECS$roaches <- plain("roaches/roaches.csv",family="poisson",y="y",fixed=~roach100+treatment+senior)
SPECS$contraception <- plain("contraception/contraception.csv",family="bernoulli",y="used",fixed=~age+livch+urban)
SPECS$contraception$factors <- c("livch","urban"); SPECS$contraception$terms <- list(district="district")
raw <- read.csv
read.csv <- function(...) { d <- raw(...)
  if ("dist" %in% names(d)) { d$dist100 <- d$dist/100; d$educ4 <- d$educ/4 }
  if ("roach1" %in% names(d)) d$roach100 <- d$roach1/100
  if ("livch" %in% names(d)) d$used <- as.integer(d$use == "Y")
  d }
s <- load_set(set); pr <- priors(s,"simple"); code <- sub("mu = alpha;","mu = rep_vector(alpha, N);",stan_program(s),fixed=TRUE)
cache <- file.path(Sys.getenv("PEERS_CACHE",file.path(dirname(tempdir()),"mlm-peers-cache"))); dir.create(cache,showWarnings=FALSE)
file <- file.path(cache,paste0(set,".rds"))
model <- if (file.exists(file)) readRDS(file) else { m <- stan_model(model_code=code); saveRDS(m,file); m }
from <- proc.time()[3]
fit <- sampling(model,data=stan_input(s,pr),chains=4,cores=2,seed=seed,refresh=0); secs <- proc.time()[3]-from
A <- as.array(fit,pars=c("Intercept","b",if (s$family=="gaussian") "sigma",if (length(s$terms)) c("sd1","r1")))
ess <- function(f) min(apply(A,3,f)); all <- get_sampler_params(fit,inc_warmup=TRUE)
cat(toJSON(list(peer="rstan",set=set,sampling_s=unname(secs),chain_s_sum=sum(get_elapsed_time(fit)),min_bulk_ess=round(ess(ess_bulk)),
  min_tail_ess=round(ess(ess_tail)),grads=sum(sapply(all,function(x) sum(x[,"n_leapfrog__"]))),means=apply(A,3,mean),sds=apply(A,3,sd),
  load=as.numeric(strsplit(readLines("/proc/loadavg")," ")[[1]][1])),auto_unbox=TRUE,digits=6),"\n",sep="")
