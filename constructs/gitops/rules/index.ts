import { argocdNoSites } from './argocd-no-sites';
import { argocdProjectTaken } from './argocd-project-taken';

/** Rules of Argo CD. */
export const GITOPS_RULES = [argocdNoSites, argocdProjectTaken] as const;
