package policies

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func compare(a, b string) int { return cmp.Compare(a, b) }

// question is a policy and what decides how it is judged.
type question struct {
	text, service, reference string
	endpoint                 match.Endpoint
	both                     bool
	// id and vpc are those of the endpoint, where the policy may speak of them.
	id, vpc string
}

// proof is the work on one policy.
type proof struct {
	*judge
	subject
	text     string
	document *ast.Document
	base     prove.Question
	findings []rule.Finding
}

// prove asks the questions that the caller's inputs ask for. Endpoints with one policy are
// answered once.
func (j *judge) prove(s subject, text string, document *ast.Document) {
	p := &proof{judge: j, subject: s, text: text, document: document, base: j.base(s)}
	reference, referenceText := p.reference()
	q := p.question(referenceText)
	if known, asked := j.known[q]; asked {
		j.Found = append(j.Found, retold(known, s)...)
		return
	}
	p.outsiders()
	p.nothing()
	p.dead()
	p.required()
	if reference != nil {
		p.compare(reference)
	}
	j.known[q] = p.findings
	j.Found = append(j.Found, p.findings...)
}

// question is what decides the answers about the policy.
func (p *proof) question(reference string) question {
	q := question{text: p.text, service: p.base.Service, reference: reference, both: len(p.base.Endpoints) != 1}
	if e := p.subject.endpoint; e != nil && strings.Contains(strings.ToLower(p.text), "sourcevpc") {
		q.id, q.vpc = e.ID.Or(""), e.VPCID.Or("")
	}
	if !q.both {
		q.endpoint = p.base.Endpoints[0]
	}
	return q
}

// retold are findings about one policy, told of another subject that has it too.
func retold(found []rule.Finding, s subject) []rule.Finding {
	found = slices.Clone(found)
	for i := range found {
		found[i].Target, found[i].At, found[i].Attribute = s.target, s.at, s.at.String()
	}
	return found
}

// base is what all questions about a policy share.
func (j *judge) base(s subject) prove.Question {
	q := prove.Question{Partition: j.Region.Partition, Assumptions: j.Policies.Assumptions, Vocabulary: j.words, AllowServices: j.Policies.AllowServices.Or(false)}
	if e := s.endpoint; e != nil && e.Type.IsGiven() {
		q.Endpoints = []match.Endpoint{match.Interface}
		if e.Is(catalog.Gateway) {
			q.Endpoints = []match.Endpoint{match.Gateway}
		}
		if e.Service.IsAWS() {
			q.Service = e.Service.Key
		}
	}
	return q
}

// ask asks; what is undecided is not checked.
func (p *proof) ask(id string, document *ast.Document, q prove.Question) prove.Answer {
	answer, err := prove.Ask(document, q)
	switch {
	case err != nil:
		p.missing(id, p.target, err.Error())
	case answer.Verdict == prove.Undecided:
		p.missing(id, p.target, "it could not be decided: "+answer.Reason)
	}
	return answer
}

// add records what a counterexample shows, at the statement that lets it through.
func (p *proof) add(id string, answer prove.Answer, severity rule.Severity, format string, args ...any) {
	known, _ := lint.Lookup(id)
	f := rule.Finding{
		Rule: id, Severity: cmp.Or(severity, known.Severity), Target: p.target, At: p.at, Attribute: p.at.String(),
		Summary: known.Title, Detail: strings.TrimSpace(fmt.Sprintf(format, args...)), Fix: known.Fix, Source: known.Source,
	}
	if i := answer.AllowedBy; i >= 0 && i < len(p.document.Statements) && !answer.ByReference {
		statement := p.document.Statements[i]
		f.Line, f.Column = statement.Line, statement.Column
		f.Related = leaks(id, statement, p.document)
	}
	if f.Severity == rule.Info {
		f.Reminder = true
	}
	p.findings = append(p.findings, f)
}

// against is the severity of what contradicts something stated, else a warning.
func against(stated bool) rule.Severity {
	if stated {
		return rule.Error
	}
	return rule.Warning
}

// outsiders asks who and what is outside of the trusted, and about unsigned requests.
func (p *proof) outsiders() {
	trusted, stated := p.Policies.Trusted.Get()
	anonymous := p.ask("POL-603", p.document, p.with(prove.AnonymousAccess))
	if anonymous.Verdict == prove.Counterexample && !p.Policies.AllowAnonymous.Or(false) {
		p.unsigned(anonymous, stated)
	}
	if !stated {
		for _, id := range []string{"POL-602", "POL-604"} {
			if p.Policies.Trusted.IsUnknown() {
				p.later(id, "", "trusted is not known yet")
			} else {
				p.missing(id, "", "trusted is not given, so nobody is inside or outside")
			}
		}
		return
	}
	q := p.with(prove.PrincipalOutside)
	q.Trusted = trustedOf(trusted)
	// Unsigned requests are told by POL-603 alone.
	besides := []string{`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "anonymous"}}`}
	for _, r := range p.needed() {
		if reached := p.accepted(r); r.AnyCaller && len(reached) > 0 {
			besides = append(besides, fmt.Sprintf(`"Principal": "*", "Action": [%s], "Resource": [%s]`, quoted(r.Actions), quoted(reached)))
		}
	}
	if outside := p.ask("POL-602", p.denying(besides...), q); outside.Verdict == prove.Counterexample {
		p.add("POL-602", outside, rule.Error, "%s", outside.Explanation)
	}
	patterns, missing := p.reachable()
	if missing != "" {
		p.later("POL-604", p.target, missing)
		return
	}
	q = p.with(prove.ResourceOutside)
	q.Trusted, q.Resources = trustedOf(trusted), patterns
	if outside := p.ask("POL-604", p.document, q); outside.Verdict == prove.Counterexample {
		p.add("POL-604", outside, rule.Error, "%s", outside.Explanation)
	}
}

// unsigned tells that unsigned requests pass: a reminder if all they reach belongs to AWS.
func (p *proof) unsigned(answer prove.Answer, trusted bool) {
	severity := against(trusted || p.Policies.AllowAnonymous.IsGiven())
	if patterns, missing := p.awsOwned(); missing == "" && len(patterns) > 0 {
		besides := p.denying(fmt.Sprintf(`"Principal": "*", "Action": "*", "Resource": [%s]`, quoted(patterns)))
		if rest, err := prove.Ask(besides, p.with(prove.AnonymousAccess)); err == nil && rest.Verdict == prove.Proved {
			p.add("POL-603", answer, rule.Info, "Unsigned requests pass, and reach nothing but resources of AWS. %s", answer.Explanation)
			return
		}
	}
	p.add("POL-603", answer, severity, "%s", answer.Explanation)
}

// denying is the policy with more statements, which deny something.
func (p *proof) denying(statements ...string) *ast.Document {
	extra := parse.Parse(`{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", ` + strings.Join(statements, `}, {"Effect": "Deny", `) + `}]}`)
	if extra.Document == nil {
		return p.document
	}
	more := *p.document
	more.Statements = append(slices.Clip(p.document.Statements), extra.Document.Statements...)
	return &more
}

func quoted(texts []string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = fmt.Sprintf("%q", text)
	}
	return strings.Join(out, ", ")
}

// reachable are the resources outside of the trusted that may be reached.
func (p *proof) reachable() (patterns []string, missing string) {
	for _, pattern := range p.Policies.Resources.Or(nil) {
		text, known := pattern.Get()
		if !known {
			return nil, "resources is not known yet"
		}
		patterns = append(patterns, text)
	}
	if p.Policies.Resources.IsUnknown() {
		return nil, "resources is not known yet"
	}
	own, missing := p.awsOwned()
	return append(patterns, own...), missing
}

// awsOwned are the resources of AWS that may be reached: those given, else those that the
// services and workloads need.
func (p *proof) awsOwned() (patterns []string, missing string) {
	if p.Policies.AWSOwned.IsUnknown() {
		return nil, "aws_owned_resources is not known yet"
	}
	if list, given := p.Policies.AWSOwned.Get(); given {
		return list, ""
	}
	for _, r := range p.needed() {
		patterns = append(patterns, r.ResourceARNs...)
	}
	return patterns, ""
}

// accepted are the resources of a fact that the caller did not leave out of those of AWS.
func (p *proof) accepted(r owned.Resource) []string {
	list, given := p.Policies.AWSOwned.Get()
	if !given {
		return r.ResourceARNs
	}
	return slices.DeleteFunc(slices.Clone(r.ResourceARNs), func(arn string) bool { return !slices.Contains(list, arn) })
}

// needed are the resources of AWS that the services and workloads of the plan need.
func (p *proof) needed() []owned.Resource {
	services, workloads := p.wanted()
	return p.owned.For(services, workloads, p.Region.Code, p.Region.Partition)
}

// wanted are the services and workloads that run here.
func (j *judge) wanted() (services, workloads []string) {
	for _, w := range j.Wishes.Or(nil) {
		services = append(services, w.Key)
	}
	for _, w := range j.Workloads.Or(nil) {
		workloads = append(workloads, w.Name)
	}
	for _, e := range slices.Concat(j.Endpoints.Or(nil), j.Existing.Or(nil)) {
		if e.Service.IsAWS() {
			services = append(services, e.Service.Key)
		}
	}
	return services, workloads
}

// with is the question of a kind with what all questions share.
func (p *proof) with(kind prove.Kind) prove.Question {
	q := p.base
	q.Kind = kind
	return q
}

func trustedOf(t plan.Trusted) prove.Trusted {
	return prove.Trusted{Organizations: t.Organizations, Accounts: t.Accounts, Paths: t.Paths, Members: t.Members}
}

// nothing finds a policy that lets nothing through, where the linter did not.
func (p *proof) nothing() {
	if answer := p.ask("POL-605", p.document, p.with(prove.NothingAllowed)); answer.Verdict == prove.Proved && !p.told("POL-605") {
		p.add("POL-605", prove.Answer{AllowedBy: -1}, rule.Error, "No request at all passes: %s", answer.Explanation)
	}
}

// told reports whether the linter found a breach of a rule in this policy.
func (p *proof) told(id string) bool {
	return slices.ContainsFunc(p.Found, func(f rule.Finding) bool { return f.Rule == id && f.Target == p.target })
}

// dead finds statements that make no difference. Of a policy that lets nothing through that is
// said already.
func (p *proof) dead() {
	if p.told("POL-605") || slices.ContainsFunc(p.findings, func(f rule.Finding) bool { return f.Rule == "POL-605" }) {
		return
	}
	answer := p.ask("POL-606", p.document, p.with(prove.DeadStatements))
	for _, d := range answer.Dead {
		at := prove.Answer{AllowedBy: d.Statement}
		switch d.Why {
		case prove.Contradiction:
			p.add("POL-608", at, 0, "Statement %d matches no request: its parts contradict each other.", d.Statement+1)
		case prove.Shadowed:
			p.add("POL-607", at, 0, "Statement %d allows nothing that is not denied by another one.", d.Statement+1)
		case prove.Redundant:
			p.add("POL-606", at, 0, "Without statement %d the policy lets the same through.", d.Statement+1)
		}
	}
}

// required asks whether what must pass does: what the caller requires, and resources of AWS
// without which services and workloads fail.
func (p *proof) required() {
	if p.Policies.Required.IsUnknown() {
		p.later("POL-609", "", "required is not known yet")
	}
	access := p.Policies.Required.Or(nil)
	for _, name := range sortedKeys(access) {
		a := access[name]
		p.mustAllow(name, prove.Access{Actions: a.Actions, Resources: a.Resources, Principals: a.Principals, Context: a.Context}, rule.Error,
			fmt.Sprintf("required[%q] must pass.", name))
	}
	for _, r := range p.needed() {
		if r.EndpointService != p.base.Service || !r.Required {
			continue
		}
		p.mustAllow(r.ID, accessTo(r, p.Policies.Trusted.IsGiven()), 0,
			fmt.Sprintf("What runs here needs the resources of AWS %q.", r.ID))
	}
}

// accessTo is the access to resources of AWS that must pass.
func accessTo(r owned.Resource, trusted bool) prove.Access {
	callers := []string{"trusted"}
	if r.AnyCaller || !trusted {
		callers = []string{"*"}
	}
	return prove.Access{Actions: r.Actions, Resources: r.ResourceARNs, Principals: callers}
}

// mustAllow asks whether access passes.
func (p *proof) mustAllow(name string, access prove.Access, severity rule.Severity, why string) {
	q := p.with(prove.MustAllow)
	q.Access = map[string]prove.Access{name: p.throughHere(access)}
	q.Trusted = trustedOf(p.Policies.Trusted.Or(plan.Trusted{}))
	if answer := p.ask("POL-609", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-609", answer, severity, "%s %s", why, answer.Explanation)
	}
}

// throughHere adds to access what is known of every request through the endpoint at hand.
func (p *proof) throughHere(access prove.Access) prove.Access {
	if p.endpoint == nil {
		return access
	}
	context := map[string][]string{}
	for key, value := range map[string]plan.Text{"aws:SourceVpc": p.endpoint.VPCID, "aws:SourceVpce": p.endpoint.ID} {
		if id, known := value.Get(); known {
			context[key] = []string{id}
		}
	}
	for key, values := range access.Context {
		maps.DeleteFunc(context, func(other string, _ []string) bool { return strings.EqualFold(key, other) })
		context[key] = values
	}
	access.Context = context
	return access
}

// reference is the document to compare with, if there is one.
func (p *proof) reference() (*ast.Document, string) {
	given := p.Policies.References.Or(nil)[p.target]
	text, known := given.Get()
	switch {
	case given.IsUnknown() || p.Policies.References.IsUnknown():
		p.later("POL-611", p.target, "the reference policy is not known yet")
		return nil, ""
	case !known:
		return nil, ""
	}
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		p.missing("POL-611", p.target, "the reference policy cannot be read: "+parsed.Err().Error())
	}
	return parsed.Document, text
}

// compare asks whether the policy lets more through than the reference.
func (p *proof) compare(reference *ast.Document) {
	q := p.with(prove.NoNewAccess)
	q.Reference = reference
	if answer := p.ask("POL-611", p.document, q); answer.Verdict == prove.Counterexample {
		p.add("POL-611", answer, rule.Error, "%s", answer.Explanation)
	}
}

// leaks names the rules about single statements that explain why an outsider gets in or out.
func leaks(id string, allowing *ast.Statement, document *ast.Document) []string {
	if id != "POL-602" && id != "POL-604" {
		return nil
	}
	var out []string
	if resources, not := allowing.Which(); id == "POL-604" && !not && resources != nil && slices.ContainsFunc(resources.Items, func(r ast.String) bool { return r.Value == "*" }) {
		out = append(out, "POL-312")
	}
	onTrust(allowing, func(o ast.Operator) {
		if o.IfExists {
			out = append(out, "POL-413")
		}
		if o.Base.Negated() {
			out = append(out, "POL-414")
		}
	})
	for _, s := range document.Statements {
		if s.Effect == ast.Deny {
			onTrust(s, func(o ast.Operator) {
				if !o.Base.Negated() {
					out = append(out, "POL-415")
				}
			})
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// onTrust visits the operators of a statement that are on keys of trust.
func onTrust(s *ast.Statement, visit func(ast.Operator)) {
	if s.Condition == nil {
		return
	}
	for _, block := range s.Condition.Blocks {
		operator, known := block.Operator()
		for _, test := range block.Tests {
			if known && trustKey(test.Key) {
				visit(operator)
			}
		}
	}
}

// trustKey reports whether a condition key says whose a caller or resource is.
func trustKey(key string) bool {
	switch strings.ToLower(key) {
	case "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn",
		"aws:resourceorgid", "aws:resourceorgpaths", "aws:resourceaccount", "s3:resourceaccount":
		return true
	}
	return false
}
