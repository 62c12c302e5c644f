import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** Pages, how often each is viewed today, and how often it was viewed on every day before. */
export class PageViewsTables extends Construct {
  readonly pageViews: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.pageViews = new dynamodb.TableV2(this, 'PageViewsTable', {
      tableName: 'page_views',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'SK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      timeToLiveAttribute: 'expires_at',
      warmThroughput: { readUnitsPerSecond: 15000, writeUnitsPerSecond: 24000 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
