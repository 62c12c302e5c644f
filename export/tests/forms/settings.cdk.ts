import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** A "test" ${x} */
export class ProvXTables extends Construct {
  readonly mainOne: dynamodb.TableV2;
  readonly capped: dynamodb.TableV2;
  readonly everywhere: dynamodb.TableV2;
  readonly world: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.mainOne = new dynamodb.TableV2(this, 'MainOneTable', {
      tableName: 'main-one',
      partitionKey: { name: 'PK', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'SK', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.provisioned({ readCapacity: dynamodb.Capacity.autoscaled({ minCapacity: 10, maxCapacity: 500, targetUtilizationPercent: 70 }), writeCapacity: dynamodb.Capacity.autoscaled({ minCapacity: 10, maxCapacity: 500, targetUtilizationPercent: 70 }) }),
      globalSecondaryIndexes: [
        {
          indexName: 'GSI1',
          partitionKey: { name: 'GSI1PK', type: dynamodb.AttributeType.STRING },
          sortKey: { name: 'GSI1SK', type: dynamodb.AttributeType.STRING },
          projectionType: dynamodb.ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'by_two',
          partitionKeys: [{ name: 'tenant', type: dynamodb.AttributeType.STRING }, { name: 'region', type: dynamodb.AttributeType.STRING }],
          sortKeys: [{ name: 'status', type: dynamodb.AttributeType.STRING }, { name: 'id', type: dynamodb.AttributeType.STRING }],
          projectionType: dynamodb.ProjectionType.INCLUDE,
          nonKeyAttributes: ['note', 'type'],
        },
      ],
      localSecondaryIndexes: [
        {
          indexName: 'by_note',
          sortKey: { name: 'note', type: dynamodb.AttributeType.STRING },
        },
      ],
      dynamoStream: dynamodb.StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      tableClass: dynamodb.TableClass.STANDARD_INFREQUENT_ACCESS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.capped = new dynamodb.TableV2(this, 'CappedTable', {
      tableName: 'capped',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand({ maxReadRequestUnits: 40000, maxWriteRequestUnits: 10000 }),
      contributorInsightsSpecification: { enabled: true },
      warmThroughput: { readUnitsPerSecond: 20000, writeUnitsPerSecond: 8000 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.everywhere = new dynamodb.TableV2(this, 'EverywhereTable', {
      tableName: 'everywhere',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand({ maxReadRequestUnits: 40000, maxWriteRequestUnits: 10000 }),
      contributorInsightsSpecification: { enabled: true },
      replicas: [{ region: 'eu-west-1' }],
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    this.world = new dynamodb.TableV2(this, 'WorldTable', {
      tableName: 'world',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.provisioned({ readCapacity: dynamodb.Capacity.fixed(100), writeCapacity: dynamodb.Capacity.autoscaled({ minCapacity: 50, maxCapacity: 50 }) }),
      globalSecondaryIndexes: [
        {
          indexName: 'by_other',
          partitionKey: { name: 'other', type: dynamodb.AttributeType.STRING },
        },
      ],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      replicas: [{ region: 'eu-west-1' }],
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
