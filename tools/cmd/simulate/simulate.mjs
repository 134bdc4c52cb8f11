// Decides cases with the npm package @cloud-copilot/iam-simulate: one line of JSON in, one
// line of JSON out. The argument is the directory that holds node_modules.
//
// A case is decided by one policy alone. The package evaluates every policy of a simulation
// by itself and says what came of each, so only that is read here and no other policy can
// get in the way. It takes an endpoint policy only if every Principal is "*"; any other
// document is given to it as a resource policy, which it evaluates with principals and
// otherwise by the same rules. There a statement that names an account counts for the
// account; on an interface endpoint that is as good as naming the caller.

import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const folder = resolve(process.argv[2])
const { anonymousPrincipal, runSimulation } = createRequire(join(folder, 'package.json'))('@cloud-copilot/iam-simulate')

const decisions = {
  Allowed: 'allowed',
  AllowedForAccount: 'allowed',
  ExplicitlyDenied: 'explicit_deny',
  DeniedForAccount: 'explicit_deny',
  ImplicitlyDenied: 'implicit_deny'
}

// The account that owns a resource has no bearing on the result of one policy; the package
// wants one all the same.
const ownerOf = (arn) => arn.split(':')[4] || '111122223333'

async function decide({ policy, request }) {
  const forEveryone = policy.Statement.every((s) => s.Principal === '*')
  const simulation = {
    request: {
      principal: request.principal === 'anonymous' ? anonymousPrincipal : request.principal,
      action: request.action,
      resource: { resource: request.resource, accountId: ownerOf(request.resource) },
      contextVariables: request.context
    },
    identityPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(forEveryone ? { vpcEndpointPolicies: [{ name: 'endpoint', policy }] } : { resourcePolicy: policy })
  }
  const outcome = await runSimulation(simulation, {})
  if (outcome.resultType !== 'single') {
    const { message, vpcEndpointErrors, resourcePolicyErrors } = outcome.errors ?? {}
    const problems = [...Object.values(vpcEndpointErrors ?? {}).flat(), ...(resourcePolicyErrors ?? [])]
    return { refused: [message ?? outcome.resultType, ...problems.map((p) => `${p.path}: ${p.message}`)].join('; ') }
  }
  const { analysis, ignoredContextKeys } = outcome.result
  const part = forEveryone ? analysis.endpointAnalysis : analysis.resourceAnalysis
  return { decision: decisions[part.result], ignored: ignoredContextKeys }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    answer = await decide(JSON.parse(line))
  } catch (error) {
    answer = { refused: `thrown: ${error.message}` }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
