package compose

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

// Document is what was made.
type Document struct {
	// JSON is the policy without white space.
	JSON string
	// Size counts its characters as AWS does, Limit is what AWS takes.
	Size, Limit int
	// Statements are those of the policy, in its order.
	Statements []Statement
	// Verdicts are what was proved about it, in the order of the questions.
	Verdicts []Verdict
	// Missing is what it should allow of AWS's resources and cannot, sorted by ID.
	Missing []Missing
	// Refused is what it refuses although it may be wanted.
	Refused []Refusal
}

// Statement tells about one statement.
type Statement struct {
	// Sid is its name; empty if a source document gives none.
	Sid string
	// Why says in a sentence what it is for.
	Why string
	// Pages are the sources of that.
	Pages []string
	// Source is the place in [Input.Sources] of the document it is from; -1 if it was made here.
	Source int
}

// Compose writes the policy. Its error is [Faults].
func Compose(in Input) (Document, error) {
	c, err := newComposer(in)
	if err != nil {
		return Document{}, err
	}
	reaches := c.reaches()
	reaches = slices.Concat(reaches, c.byToken(reaches), c.ofAWS())
	added := c.readSources()
	if len(c.faults) > 0 {
		return Document{}, c.faults
	}
	drafts := c.drafts(reaches)
	if size := sizeOf(drafts); size > farTooLong {
		c.tooLong(size, drafts)
		return Document{}, c.faults
	}
	own, err := c.alive(shortest(drafts))
	if err != nil {
		return Document{}, err
	}
	name(own, added)
	d := Document{Limit: parse.Limit, Missing: c.missing, Refused: c.refused()}
	policy := &ast.Document{Version: &ast.String{Value: ast.Version2012}}
	for _, s := range own {
		policy.Statements = append(policy.Statements, s.statement)
		d.Statements = append(d.Statements, s.Statement)
	}
	for _, s := range added {
		policy.Statements = append(policy.Statements, s.statement)
		d.Statements = append(d.Statements, s.Statement)
	}
	d.JSON = printer.Minified(policy)
	d.Size = parse.Characters(d.JSON)
	if d.Size > d.Limit {
		c.tooLong(d.Size, append(own, added...))
		return Document{}, c.faults
	}
	if d.Verdicts, err = c.verdicts(policy); err != nil {
		return Document{}, err
	}
	return d, nil
}

// composer carries one run.
type composer struct {
	Input
	words    words
	faults   Faults
	prefixes []string
	// callers are those who may do something, owners whose resources that may be.
	callers, owners []party

	// byOwner are the prefixes of which everything of the owners may be reached, exempt the
	// patterns of what may be reached whoever owns it. everything says that all may be.
	byOwner, exempt []string
	everything      bool
	// freely is what anybody may do, unsigned what only signed requests may though no source
	// says that they are.
	// tokens says that roles may be taken with a token, which no signature precedes.
	tokens   bool
	freely   []reach
	unsigned []owned.Resource
	// alsoOwners are accounts whose resources may be reached without being trusted, unlisted
	// the prefixes whose actions are not known.
	alsoOwners, unlisted []string
	required             map[string]prove.Access
	missing              []Missing
	titles               map[string]string
	// undead is the answer that every statement that was made makes a difference.
	undead prove.Answer
}

// actionPrefix is the form of the service part of an action.
var actionPrefix = regexp.MustCompile(`^[a-z0-9-]+$`)

func newComposer(in Input) (*composer, error) {
	c := &composer{Input: in}
	var err error
	if c.Vocabulary == nil {
		if c.Vocabulary, err = vocabulary.Embedded(); err != nil {
			return nil, err
		}
	}
	if c.Facts == nil {
		if c.Facts, err = owned.Embedded(); err != nil {
			return nil, err
		}
	}
	c.words = words{c.Vocabulary, map[string][]string{}}
	c.readServices()
	if in.Region == "" || in.Partition == "" {
		c.faults.add(Region, whole, "The Region of the endpoints is not given; ARNs are made of it.")
	}
	c.Trusted = readTrusted(in.Trusted, &c.faults)
	c.callers, c.owners = parties(c.Trusted, "Principal"), parties(c.Trusted, "Resource")
	if in.AllowServices && c.trusting() {
		c.callers = append(c.callers, awsServices)
	}
	return c, nil
}

// trusting reports whether somebody is named as trusted.
func (c *composer) trusting() bool { return len(c.callers[0].tests) > 0 }

// readServices brings the services into one order.
func (c *composer) readServices() {
	if len(c.Services) == 0 {
		c.faults.add(Services, whole, "No service is given, so there is nothing to allow.")
	}
	var services []Service
	for i, s := range c.Services {
		if len(s.Prefixes) == 0 || slices.ContainsFunc(s.Prefixes, func(p string) bool { return !actionPrefix.MatchString(p) }) {
			c.faults.add(Services, i, "Which actions pass through an endpoint of %s is not known, so no policy can be written for it.", quote(s.Key))
			continue
		}
		if _, met := c.words.prefixes[s.Key]; met {
			continue
		}
		s.Prefixes = sorted(s.Prefixes)
		c.words.prefixes[s.Key] = s.Prefixes
		services = append(services, s)
		c.prefixes = append(c.prefixes, s.Prefixes...)
	}
	slices.SortFunc(services, func(a, b Service) int { return cmp.Compare(a.Key, b.Key) })
	c.Services, c.prefixes = services, sorted(c.prefixes)
}
