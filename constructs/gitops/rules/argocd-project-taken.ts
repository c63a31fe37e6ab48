import { defineRule } from '../../synth/define-rule';
import { ARGO_CD } from './subject';

/** Applications are named after their project: two projects need different names. */
export const argocdProjectTaken = defineRule({
  id: 'argocd/project-taken',
  severity: 'error',
  subject: ARGO_CD,
  docs: 'two projects of Argo CD have one name',
  check: ({ projectName, projectOwner }) =>
    projectOwner === undefined
      ? []
      : [
          {
            location: 'project',
            message: `the project ${projectName} is made by ${projectOwner} already, and its Applications have the names of these`,
            fix: 'give one of them another project, or leave it out',
          },
        ],
});
